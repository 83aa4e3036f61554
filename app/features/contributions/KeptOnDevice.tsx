import { Button } from '#app/ui/Button.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'

/** What the form says of a text that it keeps on the device: it waits in templates, for only a script shows it. `of` is the id of the field. */
export function KeptOnDevice({ of }: { of: string }) {
  return (
    <>
      <template data-part="room" data-of={of}>
        <p role="status" />
      </template>
      <template data-part="saved" data-of={of}>
        <StatusMessage quiet>
          Bewaard op dit apparaat om <span data-slot="time" />
        </StatusMessage>
      </template>
      <template data-part="not-saved" data-of={of}>
        <StatusMessage quiet warn icon="alert-triangle">
          Uw browser bewaart deze tekst niet op dit apparaat. Ga verder naar stap 2, dan bewaren wij hem.
        </StatusMessage>
      </template>
    </>
  )
}

/** Offers back a text that the device still had of an earlier visit. */
export function OfferFromDevice({ of }: { of: string }) {
  return (
    <template data-part="offer" data-of={of}>
      <Notice
        title="Op dit apparaat staat nog een tekst van u"
        live
        actions={
          <>
            <Button type="button" small data-take>
              Zet deze tekst in het formulier
            </Button>
            <Button type="button" small variant="quiet" data-drop>
              Gooi deze tekst weg
            </Button>
          </>
        }
      >
        <p>
          U typte deze tekst om <span data-slot="time" /> en verstuurde hem niet.
        </p>
        <Verbatim className="offered" text="" />
      </Notice>
    </template>
  )
}
