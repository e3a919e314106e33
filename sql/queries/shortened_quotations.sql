-- Which quotations did another outlet shorten, and what did it leave out?

select
    speaker_name,
    of_outlet_name,
    of_published_on,
    of_text,
    outlet_name,
    published_on,
    text,
    array_to_string(omitted, ' … ') as left_out
from marts.quote_echo
where echo_kind = 'shortened'
order by published_on asc, of_outlet_name asc, outlet_name asc;
