-- CreateTable
CREATE TABLE "signup" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "whereabouts" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6),
    "ending" TEXT,
    "reason" TEXT,
    "detail" TEXT,
    "phone_number_id" TEXT,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "signup_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "signup_shop_id_started_at_idx" ON "signup"("shop_id", "started_at");

ALTER TABLE "signup" ADD CONSTRAINT "signup_whereabouts_check" CHECK ("whereabouts" IN ('business_app', 'provider', 'nowhere'));
ALTER TABLE "signup" ADD CONSTRAINT "signup_ending_check" CHECK ("ending" IN ('connected', 'no_number', 'choose', 'cancelled', 'failed', 'refused'));
