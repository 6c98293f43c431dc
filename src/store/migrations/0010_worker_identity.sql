-- Who a worker is on its machine: containers share host names, and numbers of processes come back. With the running kernel, the space of
-- process numbers and the moment of birth, a worker that is gone is known at once, and one of a neighbour is never taken for dead.

alter table worker add column machine text, add column born text;
