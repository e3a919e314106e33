update extracted.articles as stored
set
    duplicate_key = renewed.duplicate_key,
    address_key = renewed.address_key,
    bands = renewed.bands,
    samples = renewed.samples,
    fingerprint_version = renewed.fingerprint_version
from renewed_fingerprints as renewed
where stored.article_id = renewed.article_id;

update articles
set duplicate_key = renewed.duplicate_key
from renewed_fingerprints as renewed
where articles.article_id = renewed.article_id and articles.duplicate_key != renewed.duplicate_key;
