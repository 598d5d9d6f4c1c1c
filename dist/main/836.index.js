export const id = 836;
export const ids = [836];
export const modules = {

/***/ 2836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ProxyAwareHandler: () => (/* binding */ ProxyAwareHandler)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./node_modules/@smithy/node-http-handler/dist-cjs/index.js
var dist_cjs = __webpack_require__(1279);
// EXTERNAL MODULE: ./node_modules/http-proxy-agent/dist/index.js
var dist = __webpack_require__(8947);
// EXTERNAL MODULE: ./node_modules/https-proxy-agent/dist/index.js + 1 modules
var https_proxy_agent_dist = __webpack_require__(1566);
// EXTERNAL MODULE: ./node_modules/proxy-from-env/index.js
var proxy_from_env = __webpack_require__(8182);
// EXTERNAL MODULE: ./build/storage/s3/requests/silence.js
var silence = __webpack_require__(9239);
;// CONCATENATED MODULE: ./build/storage/s3/sdk/early-answer.js

const COPIED = /^(CopyObjectResult|CopyPartResult)$/;
const CREATED = /^InitiateMultipartUploadResult$/;
const COMPLETED = /^CompleteMultipartUploadResult$/;
/** The first element of a document, behind blanks, a declaration and comments; without its namespace prefix. */
const ROOT = /^\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*<(?:[\w.-]+:)?([\w.-]+)/;
/**
 * Copies and the completion of an upload answer 200 before they are done, send blanks while they work, and may end with
 * an error all the same. Which element such an answer must have; `undefined` for other requests.
 */
function promised({ method, headers, query }) {
    if (method === 'PUT' && headers['x-amz-copy-source'] !== undefined)
        return COPIED;
    if (method !== 'POST')
        return undefined;
    if (query?.['uploadId'] !== undefined)
        return COMPLETED;
    // Done at once, but behind the same gateways.
    return query?.['uploads'] === undefined ? undefined : CREATED;
}
/**
 * Reads such an answer to its end, each blank a sign of life, and takes the blanks around the document away: the SDK
 * overlooks an error with a line break behind it, and cannot read a declaration with a blank before it.
 *
 * @throws an error as the SDK's are, where the document is neither what was promised nor an error of S3's.
 */
async function readEarlyAnswer(request, answer, signal) {
    const element = promised(request);
    if (element === undefined || answer.statusCode !== 200)
        return;
    const chunks = [];
    for await (const chunk of answer.body) {
        (0,silence/* heard */.HK)(signal);
        chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8').trim();
    const root = ROOT.exec(text)?.[1];
    // Without any text the SDK speaks of an aborted request.
    if (text !== '' && root !== 'Error' && (root === undefined || !element.test(root))) {
        throw Object.assign(new Error('the answer is another document'), {
            $metadata: { httpStatusCode: 200 },
            $responseBodyText: text,
        });
    }
    answer.body = Buffer.from(text);
}

// EXTERNAL MODULE: ./build/storage/s3/network/proxy-url.js
var proxy_url = __webpack_require__(1952);
// EXTERNAL MODULE: ./build/storage/s3/network/trust.js
var trust = __webpack_require__(62);
;// CONCATENATED MODULE: ./build/storage/s3/sdk/http-handler.js










const CONNECT_TIMEOUT_MS = 10_000;
/**
 * Sends the SDK's requests over kept-alive sockets, directly or through the proxy that the environment names for the
 * request's host. Sockets are not limited here: the store limits its requests, and a limit in two places can deadlock.
 */
class ProxyAwareHandler {
    metadata = { handlerProtocol: 'http/1.1' };
    /** Read once for all connections: of each anew it would take milliseconds. */
    #trust;
    #handlers = new Map();
    constructor() {
        const ca = (0,trust/* trustedCertificates */.g)();
        this.#trust = ca === undefined ? {} : { secureContext: (0,external_node_tls_.createSecureContext)({ ca }) };
    }
    async handle(request, options) {
        const port = request.port === undefined ? '' : `:${request.port}`;
        const proxy = (0,proxy_from_env/* getProxyForUrl */.T)(`${request.protocol}//${request.hostname}${port}/`);
        const answered = await this.#handlerFor(proxy).handle(request, options);
        await readEarlyAnswer(request, answered.response, options?.abortSignal);
        return answered;
    }
    destroy() {
        for (const handler of this.#handlers.values())
            handler.destroy();
    }
    updateHttpClientConfig() {
        // the SDK offers defaults here; ours are chosen
    }
    httpHandlerConfigs() {
        return {};
    }
    #handlerFor(proxy) {
        let handler = this.#handlers.get(proxy);
        if (handler === undefined) {
            // Time limits other than connecting are watched per request by the store, which knows what may be
            // silent how long.
            handler = new dist_cjs.NodeHttpHandler({
                ...this.#agents(proxy),
                connectionTimeout: CONNECT_TIMEOUT_MS,
                requestTimeout: 0,
                socketTimeout: 0,
            });
            this.#handlers.set(proxy, handler);
        }
        return handler;
    }
    #agents(proxy) {
        const options = {
            keepAlive: true,
            maxSockets: Infinity,
            maxFreeSockets: 256,
            ...this.#trust,
        };
        if (proxy === '')
            return { httpAgent: new external_node_http_.Agent(options), httpsAgent: new external_node_https_.Agent(options) };
        (0,proxy_url/* requireProxyUrl */.T)(proxy);
        const tunnel = new https_proxy_agent_dist/* HttpsProxyAgent */.b(proxy, options);
        // The agent forgets its TLS options for what is behind the tunnel, and keeps them for the proxy only.
        Object.assign(tunnel.options, this.#trust);
        return {
            httpAgent: new dist/* HttpProxyAgent */.s(proxy, options),
            // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it is an agent by its base class
            httpsAgent: tunnel,
        };
    }
}


/***/ })

};
