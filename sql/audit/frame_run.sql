-- Grain: the whole delivery, one row, as run.json judges it.
-- Needs refused_row_count as a bound value.

with file_counts as (

    select
        count(*) as file_count,
        count(*) filter (where status = 'rejected') as rejected_file_count
    from incoming_files

),

article_counts as (

    select
        count(*) as article_count,
        count(*) filter (where status != 'skipped_language') as german_article_count,
        count(*) filter (where status = 'duplicate') as duplicate_count
    from incoming_articles

),

statement_counts as (

    select
        count(*) as statement_count,
        count(speaker_actor_id) as attributed_statement_count
    from incoming_statements

),

row_counts as (

    select
        article_counts.article_count
        + statement_counts.statement_count
        + (select count(*) from incoming_mentions)
        + (select count(*) from incoming_roles)
        + (select count(*) from incoming_stances) as row_count
    from article_counts, statement_counts

),

final as (

    select
        file_counts.file_count,
        file_counts.rejected_file_count,
        article_counts.article_count,
        article_counts.german_article_count,
        article_counts.duplicate_count,
        statement_counts.statement_count,
        statement_counts.attributed_statement_count,
        row_counts.row_count,
        coalesce(file_counts.rejected_file_count / nullif(file_counts.file_count, 0), 0) as rejected_share,
        coalesce(article_counts.duplicate_count / nullif(article_counts.article_count, 0), 0)
            as duplicate_share,
        coalesce(statement_counts.statement_count / nullif(article_counts.german_article_count, 0), 0)
            as statements_per_article,
        coalesce($refused_row_count / nullif(row_counts.row_count, 0), 0) as refused_share
    from file_counts, article_counts, statement_counts, row_counts

)

select * from final;
