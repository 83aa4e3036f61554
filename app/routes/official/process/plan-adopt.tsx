import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { Adopted, AdoptPlan } from '#app/features/changes/AdoptPlan.tsx'
import { adoptionObstacle } from '#app/features/changes/gate-obstacles.server.ts'
import { gateView } from '#app/features/changes/gate-view.server.ts'
import { OpenAmendmentList, WhatBecomesPublic } from '#app/features/changes/GateParts.tsx'
import { adoptionGate } from '#app/features/changes/plan-gate.server.ts'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { approverNames } from '#app/features/processes/release-facts.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { formatDate } from '#app/local-date.ts'
import { adoptPlan, publicationParts } from '#app/room-parts.server.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Vaststelling van het plan, ${data?.title ?? ''}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, actor, municipality, params, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const adoption = await adoptionOf(db, process)
  const gate = adoption ? null : await adoptionGate(db, process)
  const obstacle = adoption ? null : await adoptionObstacle(db, process, gate, { now, parts: publicationParts })
  return {
    ...{ slug: process.slug, title: process.title },
    adoption: adoption && { ...adoption, decidedOn: formatDate(adoption.decidedOn) },
    gate: gate && process.releasedAt !== null ? await gateView(db, process, gate, obstacle) : null,
    amendments: gate?.amendments ?? { unwritten: [], undecided: [] },
    obstacle: obstacle?.message ?? null,
    maySign: hasInnerRole(actor, 'approver'),
    approvers: await approverNames(db, municipality.id),
    justNow: saidHere(visit)?.code === 'adoptPlan',
  }
})

export const action = formAction('official', { acts: [adoptPlan] })

export default function PlanAdopt() {
  const { slug, adoption, gate, amendments, obstacle, maySign, approvers, justNow } = useLoaderData<typeof loader>()
  const { answer, errors } = useForm('adoptPlan')
  return (
    <section className="sm-sec stack" aria-labelledby="vaststellen">
      <h2 id="vaststellen" className="read">
        {adoption ? 'Het plan is vastgesteld' : 'De vaststelling vastleggen'}
      </h2>
      <FormNotices
        errors={errors}
        saved={justNow && answer === null}
        says="De vaststelling is vastgelegd. Iedereen die iets meegaf en een adres gaf, krijgt een e-mail."
        kept="Er is nog niets vastgelegd. Wat u hebt ingevuld, staat er nog."
      />
      {adoption && <Adopted adoption={adoption} />}
      {gate ? <WhatBecomesPublic slug={slug} gate={gate} /> : !adoption && <p>{obstacle}</p>}
      {gate && (
        <OpenAmendmentList
          slug={slug}
          title="De raad nam dit aan, en het staat nog niet in het plan"
          amendments={amendments.unwritten}
        >
          Open het amendement en schrijf het in het plan. Dat kan een behandelaar doen.
        </OpenAmendmentList>
      )}
      {gate && obstacle === null && (
        <AdoptPlan {...{ slug, gate, maySign, approvers }} undecided={amendments.undecided} />
      )}
    </section>
  )
}
