import { refusedBy } from './act.server.ts'

/** The refusal when a colleague saved something in between, for acts without a sentence of their own. */
export const staleRefusal = {
  says: 'Een collega heeft dit onderdeel intussen gewijzigd. Er is niets bewaard. Open deze pagina opnieuw om te zien wat er nu staat.',
}

/**
 * Refuses a form that showed something else than what is stored, by their marks. An act calls it after it saw that something
 * would change: a form that is sent twice finds what it said. A form without a mark, as of a command, is not compared.
 */
export function refuseStale(seen: string | undefined, stored: string): void {
  if (seen !== undefined && seen !== stored) throw refusedBy({ stale: staleRefusal }, 'stale', { seen: stored })
}
