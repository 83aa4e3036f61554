import { data, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { decisionPhase } from '#app/features/contributions/decision-phase.server.ts'
import { RECEIPT_MINUTES } from '#app/features/contributions/draft-cookie.server.ts'
import { ForgetMe } from '#app/features/contributions/ForgetMe.tsx'
import { myReaction } from '#app/features/contributions/my-reaction.server.ts'
import { proposalRows } from '#app/features/contributions/ProposedSummary.tsx'
import { reactionDesk } from '#app/features/contributions/reaction-desk.server.ts'
import { CopyCode, PrintPage, ReceiptScript } from '#app/features/contributions/ReceiptActions.tsx'
import { receiptCode, showCode } from '#app/features/contributions/receipt-code.server.ts'
import {
  momentInWords,
  publicNameInWords,
  roundForSender,
  timelinessInWords,
} from '#app/features/contributions/reaction-words.ts'
import { whatHappensNext } from '#app/features/contributions/what-happens-next.ts'
import { hasMessage } from '#app/features/notifications/has-message.server.ts'
import { formatTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Buttons, ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { Help, Notice, SummaryList } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { PhaseLine } from '#app/ui/Time.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import proposedStyles from '#app/features/contributions/proposed.css?url'
import reactionStyles from '#app/features/contributions/reaction.css?url'

export const links = () => stylesheets(reactionStyles, proposedStyles)

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) =>
  pageMeta(matches, page?.receipt ? 'Wij hebben uw reactie ontvangen' : 'Hier staat geen ontvangstbewijs')

export const loader = forEveryone(async (visit) => {
  const { db, municipality, context, now } = visit
  const { process, draft, sent, open } = await reactionDesk(visit)
  const { slug, title } = process
  const reaction = sent && (await myReaction(db, municipality.id, sent.contributionId))
  if (!sent || !reaction) return data({ slug, processTitle: title, open, receipt: null }, { status: 404 })
  return data({
    slug,
    processTitle: title,
    open,
    receipt: {
      sent: { processId: process.id, agoMs: now.getTime() - sent.updatedAt.getTime() },
      code: showCode(receiptCode({ secret: context.secret, municipalityId: municipality.id }, sent.idempotencyKey)),
      receivedAt: momentInWords(reaction.receivedAt),
      timeliness: timelinessInWords(reaction.timeliness),
      round: roundForSender(reaction.round),
      about: reaction.about || 'Het hele plan',
      text: reaction.text,
      proposal: reaction.proposal,
      email: reaction.email,
      isMailed: reaction.email !== '' && (await hasMessage(db, municipality.id, `receipt:${sent.contributionId}`)),
      publicName: publicNameInWords(reaction),
      isWriting: draft !== null,
      until: formatTime(new Date(sent.updatedAt.getTime() + RECEIPT_MINUTES * 60_000)),
      next: whatHappensNext(
        { receivedAt: reaction.receivedAt, mailed: reaction.email !== '', decision: await decisionPhase(db, process) },
        { ...reaction.process, publishedAt: reaction.publishedAt },
        now,
      ),
    },
  })
})

export default function Receipt() {
  const page = useLoaderData<typeof loader>()
  if (!page.receipt) return <NoReceipt {...page} />
  const { receipt, slug } = page
  return (
    <Page>
      <div className="withhelp withhelp--top">
        <div className="form">
          <section className="receipt" aria-labelledby="ontvangen">
            <div className="receipt__top">
              <p className="c-text-moss">
                <Icon name="check-circle" big />
              </p>
              <h1 id="ontvangen">Wij hebben uw reactie ontvangen</h1>
              <p>
                Op {receipt.receivedAt}. {receipt.timeliness}
              </p>
            </div>
            <div className="code">
              <p>
                <span className="soft">Uw geheime code</span>
                <b>{receipt.code}</b>
              </p>
              <CopyCode code={receipt.code} />
            </div>
          </section>
          <p>
            Bewaar deze code en geef hem aan niemand. Met de code leest u later op{' '}
            <a href={paths.public.myReaction()}>Mijn reactie</a> wat wij met uw reactie doen.
            {receipt.isMailed && (
              <>
                {' '}
                Wij sturen de code ook naar <strong className="anywhere">{receipt.email}</strong>.
              </>
            )}
          </p>
          {receipt.email !== '' && !receipt.isMailed && (
            <Notice title="U krijgt nu geen e-&#8288;mail">
              Er gingen vandaag al genoeg e-&#8288;mails naar dit adres, of vanaf uw internetverbinding. Zo voorkomen
              wij dat iemand een mailbox vult met berichten. Uw reactie telt gewoon mee. Schrijf uw code op, of print
              deze pagina.
            </Notice>
          )}
          <Buttons>
            <PrintPage />
          </Buttons>
          <ForgetMe slug={slug}>
            {!receipt.isMailed && 'Schrijf eerst uw code op. '}
            Doe dit als het niet uw eigen apparaat is. U kunt deze pagina anders nog openen tot {receipt.until}, of tot
            u de browser sluit.
            {receipt.isWriting && ' Ook de nieuwe tekst waaraan u schrijft, wissen wij dan.'}
          </ForgetMe>
          <section aria-labelledby="vervolg">
            <h2 id="vervolg" className="under-4">
              Wat gebeurt er nu?
            </h2>
            <PhaseLine phases={receipt.next} />
          </section>
          <section aria-labelledby="kopie">
            <h2 id="kopie" className="under-3">
              Dit hebt u ons gestuurd
            </h2>
            <SummaryList
              rows={[
                { term: 'Plan', value: page.processTitle },
                ...(receipt.round === null ? [] : [{ term: 'Ronde', value: receipt.round }]),
                { term: 'Gaat over', value: receipt.about },
                ...proposalRows(receipt),
                { term: 'Op de website', value: receipt.publicName },
              ]}
            />
          </section>
        </div>
        <aside className="no-print">
          <Help title="Nog even">
            <p>
              <GoLink href={paths.public.planChapter(slug)}>Lees verder in het plan</GoLink>
            </p>
            {page.open && (
              <p>
                <GoLink href={paths.public.react(slug)}>Geef nog een reactie</GoLink>
              </p>
            )}
            <p>
              <GoLink href={paths.public.process(slug)}>Naar de pagina van dit plan</GoLink>
            </p>
          </Help>
        </aside>
      </div>
      <ReceiptScript sent={receipt.sent} />
    </Page>
  )
}

function NoReceipt({ slug, processTitle, open }: { slug: string; processTitle: string; open: boolean }) {
  return (
    <Page>
      <BackLink href={paths.public.process(slug)}>{processTitle}</BackLink>
      <div className="form">
        <div className="stephead">
          <h1>Hier staat geen ontvangstbewijs</h1>
          <p className="lede">
            U ziet het alleen in de browser waarmee u uw reactie verstuurde, tot een half uur daarna. Daarna is het hier
            weg, voor wie het apparaat na u gebruikt.
          </p>
        </div>
        <p>Hebt u al gereageerd? Met de code die u kreeg, ziet u uw reactie altijd terug.</p>
        <Buttons>
          <ButtonLink variant="primary-action" href={paths.public.myReaction()}>
            Vul uw code in
          </ButtonLink>
          {open && <GoLink href={paths.public.react(slug)}>Geef een reactie</GoLink>}
        </Buttons>
      </div>
    </Page>
  )
}
