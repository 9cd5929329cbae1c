-- AlterTable
ALTER TABLE "link" ADD COLUMN     "campaign" TEXT;
