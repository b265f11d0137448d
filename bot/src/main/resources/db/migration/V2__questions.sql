-- A question in a thread finds its session by the message that the thread hangs on.
create index post_at on post (channel, message);
