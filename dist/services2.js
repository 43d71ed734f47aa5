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
export { repositoryOf as t };
