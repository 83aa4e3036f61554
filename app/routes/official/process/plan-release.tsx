import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { revisionObstacle } from '#app/features/changes/gate-obstacles.server.ts'
import { gateView, roundView } from '#app/features/changes/gate-view.server.ts'
import { WhatBecomesPublic } from '#app/features/changes/GateParts.tsx'
import { planGate } from '#app/features/changes/plan-gate.server.ts'
import { ReleaseRevision } from '#app/features/changes/ReleaseRevision.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { approverNames } from '#app/features/processes/release-facts.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { releaseRevision } from '#app/room-parts.server.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Een herzien plan openbaar maken, ${data?.title ?? ''}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, actor, municipality, params, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const gate = await planGate(db, process)
  const obstacle = await revisionObstacle(db, process, gate, now)
  return {
    ...{ slug: process.slug, title: process.title },
    gate: gate && process.releasedAt !== null ? await gateView(db, process, gate, obstacle) : null,
    obstacle: obstacle?.message ?? null,
    round: roundView(process, now),
    maySign: hasInnerRole(actor, 'approver'),
    approvers: await approverNames(db, municipality.id),
    justNow: saidHere(visit)?.code === 'releaseRevision',
  }
})

export const action = formAction('official', { acts: [releaseRevision] })

export default function PlanRelease() {
  const { slug, gate, obstacle, round, maySign, approvers, justNow } = useLoaderData<typeof loader>()
  const { answer, errors } = useForm('releaseRevision')
  return (
    <section className="sm-sec stack" aria-labelledby="openbaar">
      <h2 id="openbaar" className="read">
        Een herzien plan openbaar maken
      </h2>
      <FormNotices
        errors={errors}
        saved={justNow && answer === null}
        says="Dit plan staat nu op de website. Wie reageerde en een adres gaf, krijgt een e-mail."
        kept="Er is nog niets openbaar gemaakt. Wat u hebt ingevuld, staat er nog."
      />
      {gate ? <WhatBecomesPublic slug={slug} gate={gate} isAboutNews /> : <p>{obstacle}</p>}
      {gate && obstacle === null && <ReleaseRevision {...{ slug, gate, round, maySign, approvers }} />}
      <p className="small">
        <GoLink href={paths.official.process.planAdopt(slug)}>Is het plan vastgesteld? Leg het besluit vast</GoLink>
      </p>
    </section>
  )
}
