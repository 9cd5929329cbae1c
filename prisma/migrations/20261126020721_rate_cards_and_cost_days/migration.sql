-- CreateTable
CREATE TABLE "rate_card" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "rates" JSONB NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_card_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "cost_day" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "country_code" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "messages" BIGINT NOT NULL,
    "free" BIGINT NOT NULL,
    "unpriced" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "cost_day_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "rate_card_shop_id_currency_effective_from_key" ON "rate_card"("shop_id", "currency", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "cost_day_shop_id_day_country_code_category_currency_key" ON "cost_day"("shop_id", "day", "country_code", "category", "currency");
