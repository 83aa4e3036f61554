import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { participantsCsv } from '#app/features/meetings/participants-csv.ts'
import { registeredPeople } from '#app/features/meetings/people.server.ts'
import { meetingOf } from '#app/features/meetings/queries.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { csvFile } from '#app/file-response.ts'
import { today } from '#app/local-date.ts'

/** Who registered for a meeting. For officials who process: it holds names and addresses. */
export const loader = onlyFor(
  'official',
  async ({ db, municipality, params }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const { meeting } = await meetingOf(db, process, params.meetingId)
    const people = meeting.erasedAt === null ? await registeredPeople(db, meeting, ['registered', 'waiting']) : []
    return csvFile(`${process.slug}-${today(meeting.startsAt)}-aanmeldingen.csv`, participantsCsv(people))
  },
  'processor',
)
