-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "claimed_until" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "media" ADD COLUMN     "claimed_until" TIMESTAMPTZ(6);
