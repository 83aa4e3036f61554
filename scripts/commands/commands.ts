import {
  changeMunicipalityCommand,
  createMunicipalityCommand,
  createProcessCommand,
  createUserCommand,
  demoCommand,
  migrateCommand,
  resetSecondStepCommand,
} from './administration.ts'
import { exportContributionsCommand, exportProcessingCommand, importContributionsCommand } from './contributions.ts'
import { exportPartnerInputCommand, importPartnerInputCommand } from './partners.ts'
import { exportChangesCommand, exportPlanCommand, importPlanCommand } from './plans.ts'
import { exportRankingCommand, importRankingCommand } from './rankings.ts'
import type { Command } from './command.ts'

/** Every command, by the words with which it is typed. */
export const commands: Record<string, Command> = {
  'import plan': importPlanCommand,
  'export plan': exportPlanCommand,
  'export wijzigingen': exportChangesCommand,
  'import inbreng': importContributionsCommand,
  'import prioritering': importRankingCommand,
  'export prioritering': exportRankingCommand,
  'import partnerinbreng': importPartnerInputCommand,
  'export partnerinbreng': exportPartnerInputCommand,
  'export inbreng': exportContributionsCommand,
  'export verwerking': exportProcessingCommand,
  'traject create': createProcessCommand,
  'user create': createUserCommand,
  'user reset-totp': resetSecondStepCommand,
  'municipality create': createMunicipalityCommand,
  'municipality change': changeMunicipalityCommand,
  migrate: migrateCommand,
  demo: demoCommand,
}
