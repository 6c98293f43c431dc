-- Two providers of one channel, their health, and the registered senders.

select 1;
