-- AlterTable
ALTER TABLE "template" ADD COLUMN     "preferred_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "template_version" ADD COLUMN     "changes_approved" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "paused_until" TIMESTAMPTZ(6),
ADD COLUMN     "rejected_advice" TEXT;

-- A text in whose place Meta has approved another.
ALTER TABLE "template_version" DROP CONSTRAINT "template_version_status_check";
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_status_check" CHECK ("status" IN ('draft', 'pending', 'approved', 'rejected', 'paused', 'disabled', 'replaced'));
