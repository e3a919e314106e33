-- Grain: the mention $row_id with its article.
select
    mentions.mention_id as id,
    'mention' as what,
    articles.article_id,
    articles.title,
    articles.path,
    articles.item_no,
    coalesce(outlets.name, articles.outlet_name) as outlet,
    articles.published_on,
    mentions.entity_kind,
    mentions.mention_form,
    actors.name as actor,
    mentions.actor_id,
    mentions.link_method,
    mentions.confidence,
    articles.extractor_version,
    articles.tables_version,
    articles.run_id,
    mentions.dq_status,
    articles.text,
    mentions.start_char,
    mentions.end_char,
    [{'part': 'mention', 'start_char': mentions.start_char, 'end_char': mentions.end_char}] as marks
from mentions
inner join articles on mentions.article_id = articles.article_id
left join outlets on articles.outlet_id = outlets.outlet_id
left join actors on mentions.actor_id = actors.actor_id
where mentions.mention_id = $row_id;
