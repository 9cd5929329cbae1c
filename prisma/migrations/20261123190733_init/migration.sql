-- CreateTable
CREATE TABLE "inbox_delivery" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "shop_domain" TEXT,
    "triggered_at" TIMESTAMPTZ(6),
    "headers" JSONB NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(6) NOT NULL,
    "error" TEXT,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "done_at" TIMESTAMPTZ(6),

    CONSTRAINT "inbox_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop_domain" (
    "domain" TEXT NOT NULL,
    "shop_id" UUID NOT NULL,

    CONSTRAINT "shop_domain_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "phone_number_owner" (
    "phone_number_id" TEXT NOT NULL,
    "waba_id" TEXT NOT NULL,
    "shop_id" UUID NOT NULL,

    CONSTRAINT "phone_number_owner_pkey" PRIMARY KEY ("phone_number_id")
);

-- CreateTable
CREATE TABLE "due_shop" (
    "kind" TEXT NOT NULL,
    "shop_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "due_shop_pkey" PRIMARY KEY ("kind","shop_id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "token" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "shop" (
    "shop_id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "shopify_id" TEXT,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "country_code" TEXT,
    "locale" TEXT NOT NULL,
    "storefront_url" TEXT,
    "plan_name" TEXT,
    "status" TEXT NOT NULL DEFAULT 'installed',
    "installed_at" TIMESTAMPTZ(6) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(6),
    "synced_at" TIMESTAMPTZ(6),
    "paused" TEXT NOT NULL DEFAULT 'none',
    "paused_at" TIMESTAMPTZ(6),
    "paused_by" TEXT,
    "pause_reason" TEXT,
    "settings" JSONB NOT NULL,
    "settings_version" INTEGER NOT NULL DEFAULT 1,
    "setup_dismissed_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "shopify_session" (
    "shop_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL,
    "scope" TEXT,
    "expires_at" TIMESTAMPTZ(6),
    "access_token" TEXT,
    "refresh_token" TEXT,
    "refresh_token_expires_at" TIMESTAMPTZ(6),
    "staff_user_id" TEXT,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shopify_session_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "problem" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "cleared_at" TIMESTAMPTZ(6),

    CONSTRAINT "problem_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "event" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "subject" TEXT NOT NULL,
    "contact_id" UUID,
    "actor" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "caused_by" TEXT,
    "facts" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "daily_figure" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "metric" TEXT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT '',
    "origin" TEXT NOT NULL DEFAULT '',
    "amount" BIGINT NOT NULL,

    CONSTRAINT "daily_figure_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "contact" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "profile_name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "locale" TEXT,
    "country_code" TEXT,
    "reachability" TEXT NOT NULL DEFAULT 'unknown',
    "last_inbound_at" TIMESTAMPTZ(6),
    "last_order_at" TIMESTAMPTZ(6),
    "deleted_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "contact_identity" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "contact_identity_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "consent" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "record_id" UUID NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "consent_record" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "wording" TEXT NOT NULL,
    "wording_version" TEXT NOT NULL,
    "locale" TEXT,
    "phone" TEXT,
    "evidence" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "consent_record_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "checkout" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "cart_token" TEXT,
    "contact_id" UUID,
    "email" TEXT,
    "phone" TEXT,
    "country_code" TEXT,
    "locale" TEXT,
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "presentment_currency" TEXT NOT NULL,
    "presentment_total_minor" BIGINT NOT NULL,
    "recovery_url" TEXT,
    "lines" JSONB NOT NULL,
    "source_name" TEXT,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "last_activity_at" TIMESTAMPTZ(6) NOT NULL,
    "completed_at" TIMESTAMPTZ(6),
    "deleted_at" TIMESTAMPTZ(6),
    "vendor_updated_at" TIMESTAMPTZ(6) NOT NULL,
    "vendor_triggered_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "checkout_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "order" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "shopify_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "checkout_token" TEXT,
    "cart_token" TEXT,
    "contact_id" UUID,
    "email" TEXT,
    "phone" TEXT,
    "country_code" TEXT,
    "locale" TEXT,
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "presentment_currency" TEXT NOT NULL,
    "presentment_total_minor" BIGINT NOT NULL,
    "financial_status" TEXT,
    "fulfillment_status" TEXT,
    "source_name" TEXT,
    "test" BOOLEAN NOT NULL,
    "status_url" TEXT,
    "lines" JSONB NOT NULL,
    "placed_at" TIMESTAMPTZ(6) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(6),
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "deleted_at" TIMESTAMPTZ(6),
    "vendor_updated_at" TIMESTAMPTZ(6) NOT NULL,
    "vendor_triggered_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "order_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "refund" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "shopify_id" TEXT NOT NULL,
    "order_shopify_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "refunded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "fulfillment" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "shopify_id" TEXT NOT NULL,
    "order_shopify_id" TEXT NOT NULL,
    "status" TEXT,
    "shipment_status" TEXT,
    "tracking_company" TEXT,
    "tracking_number" TEXT,
    "tracking_url" TEXT,
    "estimated_delivery_at" TIMESTAMPTZ(6),
    "happened_at" TIMESTAMPTZ(6) NOT NULL,
    "vendor_updated_at" TIMESTAMPTZ(6) NOT NULL,
    "vendor_triggered_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "fulfillment_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "fulfillment_event" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "shopify_id" TEXT NOT NULL,
    "fulfillment_shopify_id" TEXT NOT NULL,
    "order_shopify_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "message" TEXT,
    "happened_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "fulfillment_event_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "shopify_id" TEXT NOT NULL,
    "contact_id" UUID,
    "first_name" TEXT,
    "last_name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "country_code" TEXT,
    "locale" TEXT,
    "tags" TEXT[],
    "whatsapp_consent_state" TEXT,
    "whatsapp_consent_at" TIMESTAMPTZ(6),
    "deleted_at" TIMESTAMPTZ(6),
    "vendor_updated_at" TIMESTAMPTZ(6) NOT NULL,
    "vendor_triggered_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "product" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "shopify_id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "vendor" TEXT,
    "product_type" TEXT,
    "image_url" TEXT,
    "variants" JSONB NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),
    "vendor_updated_at" TIMESTAMPTZ(6) NOT NULL,
    "vendor_triggered_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "phone_number" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "phone_number_id" TEXT NOT NULL,
    "waba_id" TEXT NOT NULL,
    "business_id" TEXT,
    "display_phone_number" TEXT NOT NULL,
    "verified_name" TEXT,
    "quality_rating" TEXT,
    "throughput" INTEGER NOT NULL DEFAULT 80,
    "messaging_limit" TEXT,
    "waba_currency" TEXT NOT NULL,
    "access_token" TEXT,
    "state" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT true,
    "connected_at" TIMESTAMPTZ(6) NOT NULL,
    "checked_at" TIMESTAMPTZ(6),
    "disconnected_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "phone_number_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "template" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "template_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "template_version" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "waba_id" TEXT NOT NULL,
    "meta_template_id" TEXT,
    "language" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "parameter_format" TEXT NOT NULL,
    "components" JSONB NOT NULL,
    "bindings" JSONB NOT NULL,
    "link_url" TEXT,
    "status" TEXT NOT NULL,
    "rejected_reason" TEXT,
    "quality_score" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "submitted_at" TIMESTAMPTZ(6),
    "decided_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "automation" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'off',
    "settings" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "live_since" TIMESTAMPTZ(6),
    "changed_by" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "automation_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "automation_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "end_reason" TEXT,
    "due_at" TIMESTAMPTZ(6),
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "caused_by" TEXT,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "decision" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "message_id" UUID,
    "decided_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "message" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "phone_number_id" TEXT NOT NULL,
    "contact_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "country_code" TEXT,
    "purpose" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "template_version_id" UUID,
    "automation_kind" TEXT,
    "enrolment_id" UUID,
    "subject" TEXT,
    "step" INTEGER NOT NULL DEFAULT 0,
    "content" JSONB NOT NULL,
    "preview" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "not_before" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claim_token" BIGINT,
    "claimed_at" TIMESTAMPTZ(6),
    "wamid" TEXT,
    "error_code" INTEGER,
    "error_detail" TEXT,
    "cost_micros" BIGINT,
    "cost_currency" TEXT,
    "cost_source" TEXT,
    "pricing_category" TEXT,
    "pricing_type" TEXT,
    "caused_by" TEXT,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "accepted_at" TIMESTAMPTZ(6),
    "sent_at" TIMESTAMPTZ(6),
    "delivered_at" TIMESTAMPTZ(6),
    "read_at" TIMESTAMPTZ(6),
    "failed_at" TIMESTAMPTZ(6),
    "clicked_at" TIMESTAMPTZ(6),
    "replied_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "inbound_message" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wamid" TEXT NOT NULL,
    "phone_number_id" TEXT NOT NULL,
    "contact_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT,
    "payload" JSONB NOT NULL,
    "context_wamid" TEXT,
    "answers_message_id" UUID,
    "state" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "answered_at" TIMESTAMPTZ(6),

    CONSTRAINT "inbound_message_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "link" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "message_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "first_clicked_at" TIMESTAMPTZ(6),
    "clicks" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "link_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "attribution" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "message_id" UUID,
    "counted" BOOLEAN NOT NULL,
    "rule" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "revenue_minor" BIGINT NOT NULL,
    "facts" JSONB NOT NULL,
    "decided_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "attribution_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "inbox_delivery_key_key" ON "inbox_delivery"("key");

-- CreateIndex
CREATE INDEX "inbox_delivery_state_next_attempt_at_id_idx" ON "inbox_delivery"("state", "next_attempt_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_shop_id_key" ON "shop_domain"("shop_id");

-- CreateIndex
CREATE INDEX "phone_number_owner_waba_id_idx" ON "phone_number_owner"("waba_id");

-- CreateIndex
CREATE INDEX "due_shop_kind_due_at_idx" ON "due_shop"("kind", "due_at");

-- CreateIndex
CREATE INDEX "problem_shop_id_cleared_at_idx" ON "problem"("shop_id", "cleared_at");

-- CreateIndex
CREATE UNIQUE INDEX "problem_shop_id_kind_subject_key" ON "problem"("shop_id", "kind", "subject");

-- CreateIndex
CREATE INDEX "event_shop_id_subject_recorded_at_idx" ON "event"("shop_id", "subject", "recorded_at");

-- CreateIndex
CREATE INDEX "event_shop_id_recorded_at_id_idx" ON "event"("shop_id", "recorded_at", "id");

-- CreateIndex
CREATE INDEX "event_shop_id_contact_id_recorded_at_idx" ON "event"("shop_id", "contact_id", "recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "daily_figure_shop_id_day_metric_currency_origin_key" ON "daily_figure"("shop_id", "day", "metric", "currency", "origin");

-- CreateIndex
CREATE INDEX "contact_shop_id_phone_idx" ON "contact"("shop_id", "phone");

-- CreateIndex
CREATE INDEX "contact_shop_id_created_at_id_idx" ON "contact"("shop_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "contact_identity_shop_id_contact_id_idx" ON "contact_identity"("shop_id", "contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_identity_shop_id_kind_value_key" ON "contact_identity"("shop_id", "kind", "value");

-- CreateIndex
CREATE UNIQUE INDEX "consent_shop_id_contact_id_purpose_key" ON "consent"("shop_id", "contact_id", "purpose");

-- CreateIndex
CREATE INDEX "consent_record_shop_id_contact_id_purpose_occurred_at_idx" ON "consent_record"("shop_id", "contact_id", "purpose", "occurred_at");

-- CreateIndex
CREATE INDEX "consent_record_shop_id_recorded_at_idx" ON "consent_record"("shop_id", "recorded_at");

-- CreateIndex
CREATE INDEX "checkout_shop_id_cart_token_idx" ON "checkout"("shop_id", "cart_token");

-- CreateIndex
CREATE INDEX "checkout_shop_id_contact_id_idx" ON "checkout"("shop_id", "contact_id");

-- CreateIndex
CREATE INDEX "checkout_shop_id_last_activity_at_idx" ON "checkout"("shop_id", "last_activity_at");

-- CreateIndex
CREATE UNIQUE INDEX "checkout_shop_id_token_key" ON "checkout"("shop_id", "token");

-- CreateIndex
CREATE INDEX "order_shop_id_checkout_token_idx" ON "order"("shop_id", "checkout_token");

-- CreateIndex
CREATE INDEX "order_shop_id_cart_token_idx" ON "order"("shop_id", "cart_token");

-- CreateIndex
CREATE INDEX "order_shop_id_contact_id_placed_at_idx" ON "order"("shop_id", "contact_id", "placed_at");

-- CreateIndex
CREATE INDEX "order_shop_id_name_idx" ON "order"("shop_id", "name");

-- CreateIndex
CREATE INDEX "order_shop_id_placed_at_id_idx" ON "order"("shop_id", "placed_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "order_shop_id_shopify_id_key" ON "order"("shop_id", "shopify_id");

-- CreateIndex
CREATE INDEX "refund_shop_id_order_shopify_id_idx" ON "refund"("shop_id", "order_shopify_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_shop_id_shopify_id_key" ON "refund"("shop_id", "shopify_id");

-- CreateIndex
CREATE INDEX "fulfillment_shop_id_order_shopify_id_idx" ON "fulfillment"("shop_id", "order_shopify_id");

-- CreateIndex
CREATE UNIQUE INDEX "fulfillment_shop_id_shopify_id_key" ON "fulfillment"("shop_id", "shopify_id");

-- CreateIndex
CREATE INDEX "fulfillment_event_shop_id_fulfillment_shopify_id_idx" ON "fulfillment_event"("shop_id", "fulfillment_shopify_id");

-- CreateIndex
CREATE UNIQUE INDEX "fulfillment_event_shop_id_shopify_id_key" ON "fulfillment_event"("shop_id", "shopify_id");

-- CreateIndex
CREATE INDEX "customer_shop_id_contact_id_idx" ON "customer"("shop_id", "contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_shop_id_shopify_id_key" ON "customer"("shop_id", "shopify_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_shop_id_shopify_id_key" ON "product"("shop_id", "shopify_id");

-- CreateIndex
CREATE UNIQUE INDEX "phone_number_shop_id_phone_number_id_key" ON "phone_number"("shop_id", "phone_number_id");

-- CreateIndex
CREATE INDEX "template_shop_id_purpose_idx" ON "template"("shop_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "template_shop_id_name_key" ON "template"("shop_id", "name");

-- CreateIndex
CREATE INDEX "template_version_shop_id_template_id_language_created_at_idx" ON "template_version"("shop_id", "template_id", "language", "created_at");

-- CreateIndex
CREATE INDEX "template_version_shop_id_meta_template_id_idx" ON "template_version"("shop_id", "meta_template_id");

-- CreateIndex
CREATE UNIQUE INDEX "automation_shop_id_kind_key" ON "automation"("shop_id", "kind");

-- CreateIndex
CREATE INDEX "enrolment_shop_id_state_due_at_idx" ON "enrolment"("shop_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "enrolment_shop_id_contact_id_started_at_idx" ON "enrolment"("shop_id", "contact_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_shop_id_automation_id_subject_key" ON "enrolment"("shop_id", "automation_id", "subject");

-- CreateIndex
CREATE INDEX "decision_shop_id_enrolment_id_decided_at_idx" ON "decision"("shop_id", "enrolment_id", "decided_at");

-- CreateIndex
CREATE INDEX "message_shop_id_phone_number_id_status_priority_not_before_idx" ON "message"("shop_id", "phone_number_id", "status", "priority", "not_before");

-- CreateIndex
CREATE INDEX "message_shop_id_status_created_at_id_idx" ON "message"("shop_id", "status", "created_at", "id");

-- CreateIndex
CREATE INDEX "message_shop_id_created_at_id_idx" ON "message"("shop_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "message_shop_id_contact_id_created_at_idx" ON "message"("shop_id", "contact_id", "created_at");

-- CreateIndex
CREATE INDEX "message_shop_id_subject_idx" ON "message"("shop_id", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "message_shop_id_dedupe_key_key" ON "message"("shop_id", "dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "message_shop_id_wamid_key" ON "message"("shop_id", "wamid");

-- CreateIndex
CREATE INDEX "inbound_message_shop_id_state_received_at_idx" ON "inbound_message"("shop_id", "state", "received_at");

-- CreateIndex
CREATE INDEX "inbound_message_shop_id_contact_id_received_at_idx" ON "inbound_message"("shop_id", "contact_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_message_shop_id_wamid_key" ON "inbound_message"("shop_id", "wamid");

-- CreateIndex
CREATE INDEX "link_shop_id_message_id_idx" ON "link"("shop_id", "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "link_shop_id_code_key" ON "link"("shop_id", "code");

-- CreateIndex
CREATE INDEX "attribution_shop_id_counted_decided_at_idx" ON "attribution"("shop_id", "counted", "decided_at");

-- CreateIndex
CREATE UNIQUE INDEX "attribution_shop_id_order_id_key" ON "attribution"("shop_id", "order_id");

-- AddForeignKey
ALTER TABLE "contact_identity" ADD CONSTRAINT "contact_identity_shop_id_contact_id_fkey" FOREIGN KEY ("shop_id", "contact_id") REFERENCES "contact"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_shop_id_contact_id_fkey" FOREIGN KEY ("shop_id", "contact_id") REFERENCES "contact"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_shop_id_contact_id_fkey" FOREIGN KEY ("shop_id", "contact_id") REFERENCES "contact"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_shop_id_template_id_fkey" FOREIGN KEY ("shop_id", "template_id") REFERENCES "template"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_shop_id_automation_id_fkey" FOREIGN KEY ("shop_id", "automation_id") REFERENCES "automation"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_shop_id_contact_id_fkey" FOREIGN KEY ("shop_id", "contact_id") REFERENCES "contact"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_shop_id_enrolment_id_fkey" FOREIGN KEY ("shop_id", "enrolment_id") REFERENCES "enrolment"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_shop_id_contact_id_fkey" FOREIGN KEY ("shop_id", "contact_id") REFERENCES "contact"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_shop_id_template_version_id_fkey" FOREIGN KEY ("shop_id", "template_version_id") REFERENCES "template_version"("shop_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_shop_id_contact_id_fkey" FOREIGN KEY ("shop_id", "contact_id") REFERENCES "contact"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_shop_id_message_id_fkey" FOREIGN KEY ("shop_id", "message_id") REFERENCES "message"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "attribution" ADD CONSTRAINT "attribution_shop_id_order_id_fkey" FOREIGN KEY ("shop_id", "order_id") REFERENCES "order"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "attribution" ADD CONSTRAINT "attribution_shop_id_message_id_fkey" FOREIGN KEY ("shop_id", "message_id") REFERENCES "message"("shop_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- States are text with a CHECK; Prisma does not know these.
ALTER TABLE "inbox_delivery" ADD CONSTRAINT "inbox_delivery_state_check" CHECK ("state" IN ('received', 'done', 'parked', 'ignored'));
ALTER TABLE "inbox_delivery" ADD CONSTRAINT "inbox_delivery_source_check" CHECK ("source" IN ('shopify', 'meta'));
ALTER TABLE "shop" ADD CONSTRAINT "shop_status_check" CHECK ("status" IN ('installed', 'uninstalled'));
ALTER TABLE "shop" ADD CONSTRAINT "shop_paused_check" CHECK ("paused" IN ('none', 'marketing', 'all'));
ALTER TABLE "problem" ADD CONSTRAINT "problem_severity_check" CHECK ("severity" IN ('critical', 'warning', 'info'));
ALTER TABLE "contact" ADD CONSTRAINT "contact_reachability_check" CHECK ("reachability" IN ('unknown', 'usable', 'unusable'));
ALTER TABLE "contact_identity" ADD CONSTRAINT "contact_identity_kind_check" CHECK ("kind" IN ('phone', 'bsuid', 'shopify_customer'));
ALTER TABLE "consent" ADD CONSTRAINT "consent_purpose_check" CHECK ("purpose" IN ('marketing', 'utility'));
ALTER TABLE "consent" ADD CONSTRAINT "consent_state_check" CHECK ("state" IN ('granted', 'revoked'));
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_purpose_check" CHECK ("purpose" IN ('marketing', 'utility'));
ALTER TABLE "checkout" ADD CONSTRAINT "checkout_state_check" CHECK ("state" IN ('open', 'completed', 'deleted'));
ALTER TABLE "phone_number" ADD CONSTRAINT "phone_number_state_check" CHECK ("state" IN ('connected', 'disconnected', 'revoked'));
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_status_check" CHECK ("status" IN ('draft', 'pending', 'approved', 'rejected', 'paused', 'disabled'));
ALTER TABLE "automation" ADD CONSTRAINT "automation_mode_check" CHECK ("mode" IN ('off', 'watching', 'live'));
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_mode_check" CHECK ("mode" IN ('watching', 'live'));
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_state_check" CHECK ("state" IN ('waiting', 'ended'));
ALTER TABLE "decision" ADD CONSTRAINT "decision_outcome_check" CHECK ("outcome" IN ('sent', 'watched', 'skipped', 'ended', 'postponed'));
ALTER TABLE "message" ADD CONSTRAINT "message_status_check" CHECK ("status" IN ('queued', 'sending', 'accepted', 'held', 'sent', 'delivered', 'read', 'failed', 'uncertain', 'suppressed'));
ALTER TABLE "message" ADD CONSTRAINT "message_category_check" CHECK ("category" IN ('MARKETING', 'UTILITY', 'AUTHENTICATION', 'SERVICE'));
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_state_check" CHECK ("state" IN ('waiting', 'answered', 'none'));
