-- Grain: the role $row_id with its article.
select
    roles.role_id as id,
    'role' as what,
    articles.article_id,
    articles.title,
    articles.path,
    articles.item_no,
    coalesce(outlets.name, articles.outlet_name) as outlet,
    articles.published_on,
    roles.office,
    roles.is_former,
    actors.name as actor,
    roles.actor_id,
    organisations.name as of_actor,
    articles.extractor_version,
    articles.tables_version,
    articles.run_id,
    roles.dq_status,
    articles.text,
    roles.start_char,
    roles.end_char,
    [{'part': 'role', 'start_char': roles.start_char, 'end_char': roles.end_char}] as marks
from roles
inner join articles on roles.article_id = articles.article_id
left join outlets on articles.outlet_id = outlets.outlet_id
left join actors on roles.actor_id = actors.actor_id
left join actors as organisations on roles.of_actor_id = organisations.actor_id
where roles.role_id = $row_id;
