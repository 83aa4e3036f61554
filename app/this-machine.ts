/** Whether a host name, without its port, means the machine itself. */
export const isThisMachine = (hostname: string): boolean =>
  hostname === '[::1]' || /^(127(\.\d+){3}|(.+\.)?localhost)$/.test(hostname)
