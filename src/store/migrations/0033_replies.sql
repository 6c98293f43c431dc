-- What a person answers to a message.
select 1;
