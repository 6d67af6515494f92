-- Since which reading of the list of agents a row could not be read, so that no later list vouches for it.
ALTER TABLE "Agent" ADD COLUMN "unreadSince" TIMESTAMPTZ(3);
