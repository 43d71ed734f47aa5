// src/commands/common/services.ts
function repositoryOf(env, token) {
	const [owner, name] = (env.GITHUB_REPOSITORY ?? "").split("/");
	if (!owner || !name || !token) return null;
	return {
		apiUrl: env.GITHUB_API_URL || "https://api.github.com",
		owner,
		name,
		token
	};
}
function environmentOf(threads) {
	const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
	return {
		node: process.version,
		platform: `${process.platform}-${process.arch}`,
		threads,
		peakMemoryBytes
	};
}
export { repositoryOf as n, environmentOf as t };
