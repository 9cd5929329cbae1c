-- AlterTable
ALTER TABLE "message" ADD COLUMN     "resend_of" UUID;
