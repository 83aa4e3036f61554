import { RoundNotice, type OpenRound } from '#app/features/processes/RoundNotice.tsx'
import { paths } from '#app/paths.ts'
import { Notice } from '#app/ui/FormParts.tsx'

/** Above the text of a plan: that it was withdrawn, or that people may react to it again. */
export function PlanNotices({ slug, withdrawn, round }: { slug: string; withdrawn: boolean; round: OpenRound | null }) {
  return (
    <>
      {withdrawn && (
        <Notice kind="warn" title="Dit plan is ingetrokken">
          <p>
            U kunt het nog lezen, maar niet meer reageren. <a href={paths.public.process(slug)}>Lees waarom</a>
          </p>
        </Notice>
      )}
      {round && <RoundNotice slug={slug} round={round} />}
    </>
  )
}
