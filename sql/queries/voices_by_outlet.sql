-- Whom does each outlet quote, how often in their own words, and in what share of its articles?
select
    outlet_name as outlet,
    actor_name as speaker,
    statement_count as statements,
    round(direct_share, 2) as direct_share,
    article_count as articles,
    outlet_article_count as of_articles,
    round(unresolved_share, 2) as outlet_unresolved_share
from marts.outlet_voices
where actor_id is not null
order by outlet asc nulls last, statements desc, speaker asc;
