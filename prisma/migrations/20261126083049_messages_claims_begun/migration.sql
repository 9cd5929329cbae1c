-- Claims of before, and those of workers that don't know the column yet, may have been begun.
-- AlterTable
ALTER TABLE "lane_claim" ADD COLUMN     "begun" BOOLEAN NOT NULL DEFAULT true;
