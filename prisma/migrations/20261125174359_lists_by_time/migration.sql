-- CreateIndex
CREATE INDEX "enrolment_shop_id_state_started_at_id_idx" ON "enrolment"("shop_id", "state", "started_at", "id");

-- CreateIndex
CREATE INDEX "message_shop_id_country_code_created_at_id_idx" ON "message"("shop_id", "country_code", "created_at", "id");
