-- Grain: one row: whether the actor $actor_id is in use under this id, or a mention bears the decision $number.
select
    exists(
        select 1 from actors
        where
            actors.actor_id = $actor_id
            and (
                exists(select 1 from mentions where mentions.actor_id = $actor_id)
                or exists(select 1 from statements where statements.speaker_actor_id = $actor_id)
                or exists(
                    select 1 from stances
                    where stances.holder_actor_id = $actor_id or stances.target_actor_id = $actor_id
                )
            )
    ) as is_in_use,
    exists(
        select 1 from mentions
        where
            mentions.link_method like 'decision %'
            and list_contains(string_split(substring(mentions.link_method, 10), ', '), $number)
    ) as has_mentions,
    exists(select 1 from articles where articles.article_id = $article_id) as has_article;
