import { n as require_dist_cjs } from "./lib-aws-sdk-client-s3.js";
export default require_dist_cjs();
export {};
