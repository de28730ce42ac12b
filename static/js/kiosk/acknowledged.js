// Whether the server has said that it keeps what was sent. Whatever else comes back is no acknowledgement: a portal's
// page, an empty answer, a redirect, an error, an answer about something else, or one that was cut off.
const kiosk = (self.kiosk ??= {});
const STATUSES = [200, 409];

// What an answer says of us: "" when it is kept; else why it is not: "line" where nobody of ours has answered.
const fault = (answer, told, id, digest) => {
  if (answer.status === 401) return "unknown";
  if (!told) return answer.status >= 400 && answer.status < 500 ? "refused" : "line";
  if (STATUSES.includes(answer.status) && told.id === id && told.digest === digest && told.kept === true) return "";
  return answer.status >= 500 ? "line" : "refused";
};

const judged = async (answer, id, digest) => {
  const plain = answer.type === "basic" && !answer.redirected && answer.status !== 204;
  const told = plain ? await answer.json().catch(() => null) : null;
  const readable = told && typeof told === "object" ? told : null;
  return { fault: fault(answer, readable, id, digest), revoked: readable?.revoked === true };
};

kiosk.acknowledged = { judged };
