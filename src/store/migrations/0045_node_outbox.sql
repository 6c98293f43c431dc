-- What goes out to the national node, in the transaction of what it tells.

select 1;
