import { sql } from 'kysely'
import type { Db } from '#db/client.server.ts'
import type { AskingToday } from './asking-today.ts'

/** How far the organisations are that are asked about running processes, the ones that close first on top. */
export async function askingToday(db: Db, municipalityId: string): Promise<AskingToday[]> {
  const { rows } = await sql<AskingToday>`
    select slug, title, closes_on, count(response.id)::int as asked,
      count(*) filter (where response.state = 'sent')::int as sent,
      count(*) filter (where response.state in ('draft', 'released'))::int as writing,
      count(*) filter (where response.state = 'sent' and reopen_asked_at is not null)::int as reopen
    from questionnaire
    join process on process.municipality_id = questionnaire.municipality_id and process.id = questionnaire.process_id
    join response on response.municipality_id = questionnaire.municipality_id and response.questionnaire_id = questionnaire.id
    where questionnaire.municipality_id = ${municipalityId} and questionnaire.state = 'open' and process.state in ('draft', 'released')
    group by process.municipality_id, process.id, questionnaire.municipality_id, questionnaire.id
    order by closes_on, slug`.execute(db)
  return rows
}
