import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import { hrefOfField } from '#app/features/processes/editor-sections.ts'
import { formValues } from '#app/forms/form-values.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { regimeLabels, stage } from '#app/features/processes/process.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { countPlanParagraphs } from '#app/features/plans/queries.server.ts'
import { approverNames, doerOf } from '#app/features/processes/release-facts.server.ts'
import { checklistOf, NotReady, releaseProcess } from '#app/features/plans/release-process.server.ts'
import { ReleaseForm, WithdrawForm } from '#app/features/processes/ReleaseForms.tsx'
import { explainableTerm } from '#app/features/processes/term-of-process.server.ts'
import { TermExplained } from '#app/features/processes/TermExplained.tsx'
import { withdrawProcess } from '#app/features/processes/withdraw-process.server.ts'
import { formatDate, formatDateLong, formatDateTime, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink, Buttons } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Vrijgeven van ${data?.title ?? 'het traject'}`)

export const loader = onlyFor('official', async ({ db, actor, municipality, params, now, url }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const { slug, title, state } = process
  const { missing } = state === 'draft' ? await checklistOf(db, process) : { missing: [] }
  const term = await explainableTerm(db, process)
  const first = missing[0]
  return {
    ...{ slug, title, state, term },
    gap: first ? { href: hrefOfField(slug, first.field), title: first.title, count: missing.length } : null,
    designatedDays: await designatedDays(db, municipality.id),
    facts: [
      { term: 'Besluit', value: `${process.decidingBody}, ${process.decidedOn ? formatDate(process.decidedOn) : ''}` },
      { term: 'Regels', value: regimeLabels[process.regime].label },
      { term: 'Het plan', value: `${await countPlanParagraphs(db, process)} alinea’s` },
    ],
    /** The last day in words when it is past: then there is nothing to release any more. */
    isOver: term?.lastDay && term.lastDay < today(now) ? formatDateLong(term.lastDay) : null,
    onlineEarlier: term?.startsOn && term.startsOn < today(now) ? formatDate(term.startsOn) : null,
    mayRelease: hasInnerRole(actor, 'approver'),
    approvers: await approverNames(db, municipality.id),
    done: state === 'draft' ? null : await whatHappened(db, process, now),
    justNow: url.searchParams.has('vrijgegeven'),
  }
})

async function whatHappened(db: Parameters<typeof doerOf>[0], process: Process, now: Date) {
  const { state, startsOn, lastDay, releasedAt, withdrawnAt, withdrawnBecause } = process
  const by = (name: string | null) => (name ? ` door ${name}` : '')
  const opens = {
    announced: `De inspraak gaat open op ${startsOn ? formatDateLong(startsOn) : ''}.`,
    open: `De inspraak is open tot en met ${lastDay ? formatDateLong(lastDay) : ''}.`,
    processing: `De inspraak is gesloten. De laatste dag was ${lastDay ? formatDateLong(lastDay) : ''}.`,
  }
  const at = stage(process, now)
  return {
    released: releasedAt
      ? `Vrijgegeven op ${formatDateTime(releasedAt)}${by(await doerOf(db, process, 'release'))}.`
      : '',
    opens: at === 'announced' || at === 'open' || at === 'processing' ? opens[at] : '',
    withdrawn:
      state === 'withdrawn' && withdrawnAt
        ? {
            at: `Ingetrokken op ${formatDateTime(withdrawnAt)}${by(await doerOf(db, process, 'withdraw'))}.`,
            why: withdrawnBecause,
          }
        : null,
  }
}

export const action = onlyFor(
  'official',
  async ({ db, actor, municipality, params, request, now }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const texts = formValues(await request.formData())
    const here = paths.official.process.release(process.slug)
    try {
      if (texts.knop === 'withdraw') {
        await withdrawProcess(db, actor, { processId: process.id, reason: texts.reason ?? '' }, now)
        return redirect(here, 303)
      }
      // A form that is sent again, or a colleague who was a moment earlier: the page then says who released it.
      if (process.state !== 'draft') return redirect(here, 303)
      await releaseProcess(db, actor, { processId: process.id, wasOnlineEarlier: texts.wasOnlineEarlier === 'ja' }, now)
      return redirect(`${here}?vrijgegeven`, 303)
    } catch (error) {
      if (error instanceof NotReady) return redirect(hrefOfField(process.slug, error.field ?? 'title'), 303)
      return data({ errors: errorsOfRefusal(error), texts }, { status: 409 })
    }
  },
  'approver',
)

export default function Release() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.errors ?? {}
  const { slug, state, gap, done, mayRelease } = page
  return (
    <section className="sm-sec stack" aria-labelledby="vrijgeven">
      <h2 id="vrijgeven" className="read">
        {done ? 'Vrijgegeven' : 'Vrijgeven'}
      </h2>
      <FormNotices
        errors={withLinks(errors, slug)}
        saved={page.justNow && !answer}
        says={`Het traject is vrijgegeven. ${done?.opens ?? ''}`}
      />
      {gap && (
        <>
          <p>
            {gap.count === 1 ? 'Er ontbreekt nog 1 ding.' : `Er ontbreken nog ${gap.count} dingen.`} Het eerste is:{' '}
            {gap.title}.
          </p>
          <Buttons>
            <ButtonLink href={gap.href} icon="arrow-right">
              Vrijgeven
            </ButtonLink>
          </Buttons>
          <p className="tiny soft">Zolang er iets ontbreekt, brengt de knop u naar dat veld.</p>
        </>
      )}
      {!gap && !done && (
        <>
          {page.term && <TermExplained term={page.term} designatedDays={page.designatedDays} />}
          {page.isOver && (
            <Notice
              kind="warn"
              title={`De laatste dag was al ${page.isOver}`}
              actions={
                <ButtonLink small href={hrefOfField(slug, 'noticeOn')}>
                  Kies latere datums
                </ButtonLink>
              }
            >
              Bewoners kunnen dan niet meer reageren. Daarom kunt u het zo niet vrijgeven.
            </Notice>
          )}
          <ReleaseForm
            {...{ facts: page.facts, onlineEarlier: page.onlineEarlier, mayRelease, approvers: page.approvers, errors }}
            wasOnlineEarlier={answer?.texts.wasOnlineEarlier === 'ja'}
          />
        </>
      )}
      {done && (
        <>
          <p>
            {done.released} {!page.justNow && done.opens}
          </p>
          {done.withdrawn ? (
            <Notice kind="warn" title={done.withdrawn.at}>
              Bewoners lezen deze reden: {done.withdrawn.why}
            </Notice>
          ) : (
            page.term && <TermExplained term={page.term} designatedDays={page.designatedDays} />
          )}
        </>
      )}
      {state === 'released' && mayRelease && (
        <WithdrawForm texts={answer?.texts ?? {}} errors={errors} open={errors.reason !== undefined} />
      )}
    </section>
  )
}

/** A refusal about a field on another page is said without a link to an anchor that is not here. */
function withLinks(errors: Record<string, string>, slug: string): Record<string, string> {
  const here = (field: string) =>
    field === '' || !hrefOfField(slug, field, 'release').includes('/') || field === 'reason'
  return Object.fromEntries(Object.entries(errors).map(([field, message]) => [here(field) ? field : '', message]))
}
