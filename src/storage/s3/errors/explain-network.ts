import { displayLocation } from '../../../location/location.ts'
import { inputName, type Explanation, type FaultContext } from './explain.ts'
import type { S3Fault } from '../s3-api.ts'

const UNTRUSTED: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
])

/** The sentence for a request that got no answer at all. */
export function explainNetwork(fault: S3Fault, context: FaultContext): Explanation {
  const { networkCode = '' } = fault.facts
  const endpoint = inputName(context, 'endpoint')
  const where = context.settings.endpoint ?? 'the endpoint of AWS'
  const cannot = `cannot ${context.action} ${displayLocation(context.location)}`
  if (fault.facts.ofProxy === true) return ['unreachable', `${cannot}: ${fault.message}`]
  if (networkCode === 'EMFILE' || networkCode === 'ENFILE') {
    return [
      'local',
      `${cannot}: this machine has no file left for a connection: raise the limit of open files (ulimit -n), or lower concurrency`,
    ]
  }
  if (networkCode === 'ECONNREFUSED') {
    return [
      'unreachable',
      `${cannot}: nothing listens at ${where}: check ${endpoint} and its port, and that the store runs (or the proxy, where one is set)`,
    ]
  }
  if (networkCode === 'ENOTFOUND' || networkCode === 'EAI_AGAIN') {
    return [
      'unreachable',
      `${cannot}: the name of ${where} cannot be resolved: check ${endpoint}, ${inputName(context, 'region')} and the DNS of this machine; `
        + `with ${inputName(context, 'force-path-style')} true the bucket is not part of the name`,
    ]
  }
  if (networkCode === 'EHOSTUNREACH' || networkCode === 'ENETUNREACH' || networkCode === 'ENETDOWN') {
    return [
      'unreachable',
      `${cannot}: there is no way to ${where} from this machine: check ${endpoint}, routes and firewalls`,
    ]
  }
  const tls = explainTls(fault, networkCode, `${cannot}: `, where, endpoint)
  if (tls !== undefined) return tls
  if (networkCode === 'STALLED' || networkCode === 'ETIMEDOUT') {
    return [
      'unreachable',
      `${cannot}: ${where} did not answer in time, several times: check ${endpoint}, firewalls and proxy variables, and the load of the store`,
    ]
  }
  if (networkCode.startsWith('HPE_')) {
    return [
      'unreachable',
      `${cannot}: what ${where} answers is not HTTP: check ${endpoint}: is it the port of the S3 service, and is https:// needed?`,
    ]
  }
  if (/^E[A-Z]+$/.test(networkCode)) {
    return [
      'unreachable',
      `${cannot}: the connection to ${where} broke several times: check ${endpoint} (is https:// needed?), the network and the state of the store`,
    ]
  }
  return ['other', `${cannot}: ${fault.message}`]
}

function explainTls(
  fault: S3Fault,
  networkCode: string,
  cannot: string,
  where: string,
  endpoint: string,
): Explanation | undefined {
  if (UNTRUSTED.has(networkCode)) {
    return [
      'tls',
      `${cannot}the certificate of ${where} was not issued by a trusted certificate authority: name the authority's PEM file in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS`,
    ]
  }
  if (networkCode === 'CERT_HAS_EXPIRED' || networkCode === 'CERT_NOT_YET_VALID') {
    return [
      'tls',
      `${cannot}the certificate of ${where} is not valid now: renew it, or correct the clock of this machine`,
    ]
  }
  if (networkCode === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return [
      'tls',
      `${cannot}the certificate of ${where} is for another host name: write ${endpoint} with the name that the certificate has`,
    ]
  }
  if (
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(networkCode)
    || (networkCode === 'EPROTO' && /wrong version number|packet length too long/i.test(fault.message))
  ) {
    return [
      'tls',
      `${cannot}${where} does not speak TLS: write ${endpoint} with http://, or use the store's TLS port`,
    ]
  }
  if (
    networkCode.startsWith('ERR_SSL')
    || networkCode.startsWith('ERR_TLS')
    || networkCode === 'EPROTO'
    || networkCode.startsWith('CERT_')
  ) {
    return [
      'tls',
      `${cannot}no TLS connection to ${where} could be made (${fault.message}): check ${endpoint} and the certificate of the store`,
    ]
  }
  return undefined
}
