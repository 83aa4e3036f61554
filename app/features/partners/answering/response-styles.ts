import styles from '#app/ui/theme/partner-response.css?url'

/** The styles of every page of a response, beside those of its area. */
export const links = () => [{ rel: 'stylesheet', href: styles }]
