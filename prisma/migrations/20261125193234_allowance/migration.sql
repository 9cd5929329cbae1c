-- CreateTable
CREATE TABLE "portfolio_person" (
    "portfolio_id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "last_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "portfolio_person_pkey" PRIMARY KEY ("portfolio_id","person")
);

-- CreateTable
CREATE TABLE "portfolio_day" (
    "portfolio_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "own" INTEGER NOT NULL,

    CONSTRAINT "portfolio_day_pkey" PRIMARY KEY ("portfolio_id","day")
);

-- CreateIndex
CREATE INDEX "portfolio_person_portfolio_id_last_at_idx" ON "portfolio_person"("portfolio_id", "last_at");
