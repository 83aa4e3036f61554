import { errorsOfRefusal, NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { FieldErrors } from '#app/form-errors.ts'
import { asId } from '#app/ids.server.ts'
import type { Db } from '#db/client.server.ts'
import { addParticipant, removeParticipant, saveAttendance } from './change-participants.server.ts'
import { cancelMeeting, holdMeeting, renewInvitation } from './change-state.server.ts'
import { readFields, readRegistration, registrationFields } from './meeting.schema.ts'
import { writeReport } from './write-report.server.ts'

type Given = { db: Db; by: Actor; process: Process; meetingId: string; form: FormData; origin: string; now: Date }
/** What a form sent, by field. */
type Texts = Partial<Record<string, string>>
type Back = { intent: string; errors: FieldErrors; texts: Texts }

/** One of the forms on the page of a meeting: does it, and says what was done; or what is wrong, with what was typed. */
export async function actOnMeeting(given: Given): Promise<{ after: string } | { back: Back }> {
  const { form } = given
  const intent = form.has('meld-af') ? 'meld-af' : String(form.get('actie') ?? '')
  const texts: Texts = readFields(form, ['because', 'report', 'sleutel', ...registrationFields])
  try {
    const done = await act(given, intent, texts)
    return 'errors' in done ? { back: { intent, errors: done.errors, texts } } : done
  } catch (error) {
    return { back: { intent, errors: errorsOfRefusal(error), texts } }
  }
}

const ticksIn = (form: FormData) => {
  const all = (field: string) => form.getAll(field).map(String)
  return { listed: all('op-lijst'), present: all('aanwezig'), shown: all('stond-aan') }
}

async function act(
  { db, by, process, meetingId, form, origin, now }: Given,
  intent: string,
  texts: Texts,
): Promise<{ after: string } | { errors: FieldErrors }> {
  const of = { processId: process.id, meetingId }
  switch (intent) {
    case 'meld-af':
      await removeParticipant(db, by, { ...of, registrationId: String(form.get('meld-af')) }, now)
      return { after: 'afgemeld#lijst' }
    case 'aanwezigheid': {
      const { listed, present, shown } = ticksIn(form)
      await saveAttendance(db, by, { ...of, listed, present, shown }, now)
      return { after: 'aanwezigheid#lijst' }
    }
    case 'voeg-toe': {
      // At the door both stand in one form: whoever puts someone on the list keeps what they ticked, also when a name is missing.
      const { present, shown } = ticksIn(form)
      if (present.length + shown.length > 0)
        await saveAttendance(db, by, { ...of, listed: [...present, ...shown], present, shown }, now)
      const { fields, errors } = readRegistration(texts, { emailNeeded: false })
      if (!fields) return { errors }
      const { state } = await addParticipant(
        db,
        by,
        { ...of, fields, idempotencyKey: asId(texts.sleutel), origin },
        now,
      )
      return { after: state === 'waiting' ? 'wacht#lijst' : 'toegevoegd#lijst' }
    }
    case 'zeg-af':
      await cancelMeeting(db, by, { ...of, because: texts.because ?? '' }, now)
      return { after: 'afgezegd' }
    case 'gehouden':
      await holdMeeting(db, by, of, now)
      return { after: 'gehouden' }
    case 'vernieuw-link':
      await renewInvitation(db, by, { ...of, seen: Number(form.get('nummer')) }, now)
      return { after: 'link' }
    case 'verslag':
      await writeReport(db, by, { ...of, text: texts.report ?? '' }, now)
      return { after: 'bewaard#verslag' }
    default:
      throw new NotFound()
  }
}
