import { NotFound } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { calendarFile } from '#app/features/processes/calendar-event.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { termAt } from '#app/features/processes/resident-rounds.ts'
import { fileResponse } from '#app/file-response.ts'
import { paths } from '#app/paths.ts'

/** The last day of a term, for in someone's calendar. */
export const loader = forEveryone(async ({ db, municipality, params, origin, now }) => {
  const process = await findPublicProcess(db, municipality.id, params.slug ?? '', { drafts: false })
  const term = process && termAt(process, now)
  if (!term) throw new NotFound()
  const page = `${origin}${paths.public.process(process.slug)}`
  const file = calendarFile({
    uid: `${process.id}.laatste-dag@saomen`,
    day: term.lastDay,
    title: `Laatste dag om te reageren: ${process.title}`,
    description: `U kunt reageren tot middernacht. Lees het plan en geef uw reactie: ${page}`,
    url: page,
    changedAt: process.updatedAt,
    cancelled: process.state === 'withdrawn',
  })
  return fileResponse(`${process.slug}.ics`, 'text/calendar', file)
})
