-- Letters: batches for the print house and what came back.

select 1;
