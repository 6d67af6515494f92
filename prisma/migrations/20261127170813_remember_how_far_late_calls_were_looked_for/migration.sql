-- CreateTable
CREATE TABLE "LateCallWatch" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "lookedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LateCallWatch_pkey" PRIMARY KEY ("id")
);
