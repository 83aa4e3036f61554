import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'

/** Before publication: when to expect the answers, and what can be done until then. */
export function NotYetAnswered({
  slug,
  title,
  stage,
  answersExpected,
  lastDay,
}: {
  slug: string
  title: string
  stage: 'announced' | 'open' | 'processing' | 'withdrawn'
  answersExpected: string
  lastDay: string | null
}) {
  const expected = answersExpected === '' ? '' : `Verwacht: ${answersExpected}. `
  const words = {
    announced: `Eerst kan iedereen op het plan reageren. Daarna geven wij antwoord op elk punt. ${expected}`,
    open: `U kunt nog reageren${lastDay ? ` tot en met ${lastDay}` : ''}. Daarna geven wij antwoord op elk punt. ${expected}`,
    processing: `Wij lezen nu alle reacties. Elk punt krijgt een eigen antwoord. ${expected}`,
    withdrawn: 'De gemeente heeft dit plan ingetrokken. Daarom komen er geen antwoorden.',
  }[stage]
  return (
    <Page wrap={false} className="is-flush">
      <TitleBand crumbs={[{ href: paths.public.process(slug), label: title }]} title="Wat is ermee gedaan?" />
      <Wrap className="answered">
        <Empty
          title={stage === 'withdrawn' ? 'Er komen geen antwoorden' : 'De antwoorden zijn er nog niet'}
          action={
            stage === 'open' ? (
              <ButtonLink variant="primary-action" href={paths.public.react(slug)}>
                Geef uw reactie
              </ButtonLink>
            ) : (
              <ButtonLink variant="quiet" href={paths.public.process(slug)}>
                Terug naar het plan
              </ButtonLink>
            )
          }
        >
          {`${words}${stage === 'withdrawn' ? '' : 'Gaf u uw e-mailadres? Dan krijgt u bericht.'}`}
        </Empty>
      </Wrap>
    </Page>
  )
}
