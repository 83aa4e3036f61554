import { errorsOfRefusal, NotAllowed, NotFound } from '#app/errors.server.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { decodeTyped, withoutNul } from '#app/forms/typed.ts'
import { fieldErrors, type FieldErrors } from '#app/form-errors.ts'
import { askReopen } from './ask-reopen.server.ts'
import { inviteColleague } from './invite-colleague.server.ts'
import { releaseResponse, takeBackResponse } from './release-response.server.ts'
import { takeBackNoPoints } from './reopen-response.server.ts'
import { ownResponse } from './response-to-change.server.ts'
import { colleagueForm, responseAct, seenVersion, type responseActs } from './response.schema.ts'
import { sayNoPoints, sendResponse } from './send-response.server.ts'

type Act = (typeof responseActs)[number]

/** What came of a form about a response as a whole. */
export type ResponseAnswer =
  { done: true; act: Act } | { done: false; act: Act; errors: FieldErrors; typed: Record<string, string> }

/** Does what a form about a response asks. NotFound for a form that is none of ours, or of someone else's response. */
export async function actOnResponse({
  db,
  actor,
  now,
  request,
  params,
  origin: baseUrl,
}: MemberVisit): Promise<ResponseAnswer> {
  const { id: responseId } = await ownResponse(db, actor, params.responseId)
  const form = await request.formData()
  const sent = (name: string) => withoutNul(decodeTyped(String(form.get(name) ?? '')))
  const parsed = responseAct.safeParse(form.get('actie'))
  if (!parsed.success) throw new NotFound()
  const act = parsed.data
  const typed = { naam: sent('naam'), email: sent('email'), doorgeven: sent('doorgeven'), reden: sent('reden') }
  const ref = { responseId }
  try {
    switch (act) {
      case 'nodig-uit': {
        const colleague = colleagueForm.safeParse({
          sleutel: sent('sleutel'),
          naam: typed.naam,
          email: typed.email,
          doorgeven: typed.doorgeven || undefined,
        })
        if (!colleague.success) return { done: false, act, errors: fieldErrors(colleague.error), typed }
        const { sleutel: key, naam: name, email, doorgeven } = colleague.data
        await inviteColleague(db, actor, { ...ref, key, name, email, passOn: doorgeven === 'ja', baseUrl }, now)
        break
      }
      case 'geen-punten':
        await sayNoPoints(db, actor, { ...ref, baseUrl }, now)
        break
      case 'toch-punten':
        await takeBackNoPoints(db, actor, ref, now)
        break
      case 'vraag-heropenen':
        await askReopen(db, actor, { ...ref, reason: typed.reden, baseUrl }, now)
        break
      case 'geef-vrij':
        await releaseResponse(db, actor, ref, now)
        break
      case 'terug':
        await takeBackResponse(db, actor, ref, now)
        break
      case 'verzend':
        await sendResponse(
          db,
          actor,
          { ...ref, seenVersion: seenVersion.catch(-1).parse(form.get('gelezen')), baseUrl },
          now,
        )
        break
    }
    return { done: true, act }
  } catch (error) {
    // A colleague who may not do this stays on the page, and reads who may.
    const errors = error instanceof NotAllowed ? { '': error.message } : errorsOfRefusal(error)
    return { done: false, act, errors, typed }
  }
}
