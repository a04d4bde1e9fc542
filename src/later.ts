// What the extension loads when it is first used; see src/editor/later.ts.
export { describeDiagnosis, diagnose } from './node/doctor/diagnosis.ts';
export { TranscriptImport } from './node/import/importTranscripts.ts';
export { buildPortfolio, exportSteps } from './node/portfolio/build.ts';
export { exportPortfolio, writePortfolio } from './node/portfolio/export.ts';
export { transcriptSources } from './node/transcripts/sources.ts';
export { TranscriptPlaces } from './node/transcripts/transcriptPlaces.ts';
export { findReply } from './node/transcripts/findReply.ts';
export { Classification } from './node/follow-up/classification.ts';
export { FollowUps } from './node/follow-up/followUps.ts';
export { Relinking } from './node/follow-up/relinking.ts';
export { findAll } from './node/ledger/forgetting.ts';
export { describeStored } from './node/privacy/describeStored.ts';
export {
  daysWithDecisions,
  decisionsOfDay,
  decisionsOfFile,
  decisionsOfFolder,
  losingTheirNote,
} from './node/privacy/selectDecisions.ts';
export { storedAbout } from './node/privacy/stored.ts';
export { groupStates } from './core/portfolio/groups.ts';
export { parseCohort, withdrawalSchema } from './core/team/contribution.ts';
export { votesOf } from './core/team/layout.ts';
export { parsePatterns, patterns, patternVotes } from './core/team/pattern.ts';
export { latestClosed, parseWindow, windowOf } from './core/team/window.ts';
export { contributionFile, prepareContribution, prepareWithdrawal, writeContribution } from './node/team/contribute.ts';
export { contribute } from './editor/team/contribute.ts';
export { releaseReport } from './editor/team/releaseReport.ts';
export { releaseTeamReport } from './node/team/releaseTeamReport.ts';
