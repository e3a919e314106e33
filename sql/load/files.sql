-- Grain: one file version. $file_status, if given, replaces the status of files that gave articles (held).
merge into files as stored
using (
    select
        incoming_files.* replace (
            case when incoming_files.status in ('loaded', 'partial') then coalesce($file_status, incoming_files.status)
                else incoming_files.status
            end as status
        ),
        $run_id as run_id
    from incoming_files
) as incoming
on stored.file_version_id = incoming.file_version_id
when matched then update by name
when not matched then insert by name;
