import { randomBytes } from 'node:crypto'
import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { forEveryone, type Visit } from '#app/features/accounts/guard.server.ts'
import { refusalOfDraft } from '#app/features/contributions/draft-room.server.ts'
import { keepDraft, markOf } from '#app/features/contributions/keep-draft.server.ts'
import { choosePartPath } from '#app/features/contributions/KeptTextNotice.tsx'
import { PartQuote } from '#app/features/contributions/PartQuote.tsx'
import { partOfPlan } from '#app/features/contributions/process-to-react.server.ts'
import { carryDraft, closedDesk, keptUntil, reactionDesk, type ReactionDesk } from '#app/features/contributions/reaction-desk.server.ts'
import { momentInWords } from '#app/features/contributions/reaction-words.ts'
import { firstGap, isBlank, readTextForm, textForm, withoutNul } from '#app/features/contributions/reaction.schema.ts'
import { MAX_TEXT_LENGTH, textLength } from '#app/features/contributions/reaction-text.ts'
import { readAbout, pageOfStep, wholePlan, writeAbout, type About } from '#app/features/contributions/reaction.ts'
import { ReactionClosed, closedHeading } from '#app/features/contributions/ReactionClosed.tsx'
import { ReactionNotice, noticeOf } from '#app/features/contributions/ReactionNotice.tsx'
import { ReactionText } from '#app/features/contributions/ReactionText.tsx'
import { SaveForLater } from '#app/features/contributions/SavedNotice.tsx'
import { PhoneLink } from '#app/features/municipalities/HelpAddress.tsx'
import { fieldErrors } from '#app/form-errors.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Help, Steps } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'

const noErrors: Record<string, string> = {}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) =>
  pageMeta(matches, page?.form ? 'Stap 1 van 3: uw reactie' : closedHeading(page?.closed?.stage ?? ''))

export const loader = forEveryone(async (visit) => {
  const { db, url } = visit
  const desk = await reactionDesk(visit)
  if (!desk.open) return { closed: await closedDesk(visit, desk), form: null }
  const { process, draft, sent } = desk
  const asked = url.searchParams.has('over') ? readAbout(url.searchParams.get('over')) : (draft?.fields.about ?? wholePlan)
  const found = await partOfPlan(db, process, asked)
  const about = found?.about ?? wholePlan
  const text = draft?.fields.text ?? ''
  return {
    closed: null,
    form: {
      processId: process.id,
      slug: process.slug,
      processTitle: process.title,
      question: questionAbout(about, process.question),
      about: writeAbout(about),
      label: found?.label ?? 'Het hele plan',
      quote: found?.quote ?? '',
      partMissing: found === null,
      movedFrom: text === '' ? null : await movedFrom(visit, desk, about),
      text,
      seen: markOf(text),
      window: randomBytes(8).toString('base64url'),
      lastDay: formatDate(process.lastDay),
      startsOn: desk.stage === 'announced' ? formatDate(process.startsOn) : null,
      saved: url.searchParams.has('bewaard') ? keptUntil(desk) : null,
      nothingKept: url.searchParams.has('begin') && !draft && desk.sentKey === null,
      sentAt: !draft && sent ? momentInWords(sent.updatedAt) : null,
    },
  }
})

function questionAbout(about: About, question: string): string {
  if (about.kind === 'paragraph') return 'Wat vindt u van deze alinea?'
  return about.kind === 'section' ? 'Wat vindt u van dit onderdeel?' : question || 'Wat vindt u van het plan?'
}

/** What the text was about that stands in the form, when someone came for another part of the plan. */
async function movedFrom({ db }: Visit, { process, draft }: ReactionDesk, about: About): Promise<string | null> {
  if (!draft || writeAbout(draft.fields.about) === writeAbout(about)) return null
  return (await partOfPlan(db, process, draft.fields.about))?.label ?? null
}

export const action = forEveryone(async (visit) => {
  const { db, request, context, now } = visit
  const form = await request.formData()
  const typed = readTextForm(form)
  const intent = form.get('actie')
  const desk = await reactionDesk(visit)
  const { process } = desk
  const text = withoutNul(typed.tekst)
  const part = intent === 'hele-plan' ? null : await partOfPlan(db, process, typed.about)
  const about = part?.about ?? wholePlan

  // What does not fit in a reaction, or comes from where too much came from, is not stored: it comes back in the page.
  const fits = textLength(text) <= MAX_TEXT_LENGTH
  const refusal = fits ? await refusalOfDraft(db, { process, text, secret: context.secret, clientAddress: context.clientAddress }, now) : null
  const isKept = fits && refusal === null
  let next = paths.public.react(process.slug)
  if (isKept) {
    const change = { text, about, window: typed.window.slice(0, 40) }
    const kept = await keepDraft(db, { process, token: desk.token, isOld: desk.tokenIsOld, change, seen: typed.seen }, now)
    carryDraft(context, process.slug, kept.token)
    if (kept.otherText !== null && desk.open) {
      return data({ errors: noErrors, text, otherText: kept.otherText, seen: markOf(kept.otherText), isKept: false }, { status: 409 })
    }
    next = pageOfStep[firstGap(kept.fields)](process.slug)
  }
  // What is in the draft now: the loader can't tell, since the cookie that leads there was only just made.
  const seen = isKept ? markOf(text) : typed.seen
  if (!desk.open) return data({ errors: noErrors, text, otherText: null, seen, isKept }, { status: 409 })
  if (refusal) return data({ errors: { tekst: refusal }, text, otherText: null, seen, isKept }, { status: 429 })
  // A page that says that a text is kept must have one.
  if (intent === 'bewaren' && isBlank(text)) {
    const nothing = { tekst: 'U hebt nog niets geschreven, dus er is niets om te bewaren. Schrijf eerst uw reactie.' }
    return data({ errors: nothing, text, otherText: null, seen, isKept }, { status: 400 })
  }
  const { error } = textForm.safeParse({ tekst: typed.tekst })
  const refused = data({ errors: error ? fieldErrors(error) : noErrors, text, otherText: null, seen, isKept }, { status: 400 })
  if (!fits) return refused
  if (intent === 'hele-plan') return redirect(paths.public.react(process.slug), 303)
  if (intent === 'ander-deel') return redirect(choosePartPath(process.slug, text), 303)
  if (intent === 'bewaren') return redirect(`${paths.public.react(process.slug)}?bewaard=ja`, 303)
  return error ? refused : redirect(next, 303)
})

export default function React() {
  const { closed, form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const root = useRouteLoaderData('root') as RootData | undefined
  const help = root?.municipality ?? { helpPhone: '', helpHours: '', helpDesk: '', contactEmail: '' }
  if (closed) return <ReactionClosed closed={closed} typed={answer} help={help} />

  const error = answer?.errors.tekst
  // Of a form that comes back with errors the page says what is wrong, and not again what it said at first.
  const came = answer === undefined ? form : { ...form, saved: null, nothingKept: false, movedFrom: null, sentAt: null }
  const before = { ...came, otherText: answer?.otherText ?? null }
  return (
    <Page>
      <BackLink href={paths.public.process(form.slug)}>{form.processTitle}</BackLink>
      <div className="withhelp">
        <form className="form" method="post" noValidate>
          <ErrorSummary errors={error ? [{ field: 'tekst', message: error }] : []} kept={keptInWords(answer)} />
          <Steps at={1} of={3} title="Uw reactie" />
          <ReactionNotice before={before} />
          <PartQuote label={form.label} quote={form.quote}>
            <p className="quote__choose">
              <button className="tog regular" name="actie" value="ander-deel">
                Kies een ander deel van het plan
              </button>
              {form.about !== '' && (
                <button className="tog regular" name="actie" value="hele-plan">
                  Reageer op het hele plan
                </button>
              )}
            </p>
            <p className="soft small">Kiest u een ander deel? Uw tekst blijft bewaard. In het plan staat hoe u ernaar teruggaat.</p>
          </PartQuote>
          <input type="hidden" name="over" value={form.about} />
          <input type="hidden" name="venster" value={form.window} />
          <input type="hidden" name="gezien" value={answer?.seen ?? form.seen} />
          <ReactionText
            processId={form.processId}
            text={answer?.text ?? form.text}
            label={form.question}
            description="Dit moet u invullen. Schrijf zoals u praat. Spelfouten zijn niet erg."
            error={error}
            quiet={['otherText', 'saved', 'movedFrom'].includes(noticeOf(before) ?? '')}
          />
          <Buttons>
            <Button variant="primary-action" data-busy="Een moment…">
              Verder naar stap 2
            </Button>
            <SaveForLater />
          </Buttons>
        </form>
        <aside>
          <Help title="Liever niet typen?">
            {help.helpPhone !== '' && (
              <p>
                Bel <PhoneLink number={help.helpPhone} /> en zeg wat u vindt. Wij schrijven het op en lezen het aan u voor.
              </p>
            )}
            <p>
              Reageren kan tot en met <strong>{form.lastDay}</strong>.
            </p>
          </Help>
        </aside>
      </div>
    </Page>
  )
}

/** What happened to the text of a form that came back; undefined where the usual words are true. */
function keptInWords(answer: { text: string; isKept: boolean } | undefined): string | false | undefined {
  if (answer?.text === '') return false
  return answer && !answer.isKept ? 'Uw tekst staat nog in het formulier, maar wij hebben hem nog niet bewaard.' : undefined
}
