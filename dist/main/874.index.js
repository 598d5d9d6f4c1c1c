export const id = 874;
export const ids = [874];
export const modules = {

/***/ 7493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createSdkClient: () => (/* binding */ createSdkClient),
/* harmony export */   regionOfProfile: () => (/* binding */ regionOfProfile)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3711);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(660);
/** The SDK's clients. Takes long to load: imported where a request cannot do without. */


const ignore = () => undefined;
/** The SDK would write to the console, of retries that are not its own. */
const SILENT = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
/** A client for the buckets of one region. */
function createSdkClient(settings, region, credentials, requestHandler) {
    const { endpoint } = settings;
    const checksums = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_0__/* .isAws */ .aZ)(settings) ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED';
    return newClient({
        region,
        credentials,
        requestHandler,
        maxAttempts: 1,
        requestChecksumCalculation: checksums,
        responseChecksumValidation: checksums,
        expectContinueHeader: false,
        logger: SILENT,
        forcePathStyle: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_0__/* .isPathStyle */ .tf)(settings),
        ...(endpoint !== undefined && { endpoint }),
    });
}
/** The region that a profile, or the default one, names. @throws where there is none. */
async function regionOfProfile(profile) {
    const probe = newClient(profile === undefined ? {} : { profile });
    try {
        return await probe.config.region();
    }
    finally {
        probe.destroy();
    }
}
/**
 * On Node 20 the SDK would print its own plans for the time after it; what runs here is bundled and tested.
 */
function newClient(config) {
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
    return new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_1__/* .S3Client */ .YxF(config);
}


/***/ })

};
