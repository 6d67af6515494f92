-- An agent that was gone and is listed again may be a new one of the same id: what holds it has to be asked for anew.
ALTER TABLE "Agent" ADD COLUMN     "returnedAt" TIMESTAMPTZ(3);
