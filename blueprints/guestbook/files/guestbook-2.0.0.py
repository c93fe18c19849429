"""The guestbook's web service, release 2.0.0: as 1.0.0, and messages can be liked."""

import html
import json
import os
import re
import time
import urllib.parse
import uuid

import graceful
import resp

RELEASE = "2.0.0"
INSTANCE = os.environ.get("INSTANCE", "web")
MAX_BODY = 16 * 1024
MAX_NAME, MAX_MESSAGE = 80, 2000

# A request that is made again with the same id gets the first one's answer and changes nothing.
ONCE = """
local answer = redis.call('GET', KEYS[1])
if not answer then
  %s
  redis.call('SET', KEYS[1], answer, 'EX', 600)
end
return answer
"""
SIGN = ONCE % """
  local entry = {
    id = redis.call('INCR', 'entries:last'),
    name = ARGV[1], message = ARGV[2], at = tonumber(ARGV[3])
  }
  answer = cjson.encode(entry)
  redis.call('RPUSH', 'entries', answer)
"""
LIKE = ONCE % "  answer = redis.call('HINCRBY', 'likes', ARGV[1], 1)"


def redis():
    host, _, port = os.environ["REDIS"].rpartition(":")
    return resp.Redis(host, int(port), os.environ["REDIS_PASSWORD"])


def add_entry(request, name, message):
    with redis() as connection:
        now = int(time.time())
        return json.loads(connection.call("EVAL", SIGN, 1, f"request:{request}", name, message, now))


def latest_entries(limit):
    """The newest entries first; all of them if `limit` is 0."""
    with redis() as connection:
        found = connection.call("LRANGE", "entries", -limit if limit else 0, -1)
        entries = [json.loads(entry) for entry in reversed(found)]
        if entries:
            likes = connection.call("HMGET", "likes", *(entry["id"] for entry in entries))
            for entry, count in zip(entries, likes):
                entry["likes"] = int(count or 0)
    return entries


def like_entry(request, number):
    """How many likes the entry has now; None if there is no such entry."""
    with redis() as connection:
        if number > int(connection.call("GET", "entries:last") or 0):
            return None
        return int(connection.call("EVAL", LIKE, 1, f"request:{request}", number))


class BadRequest(Exception):
    """The client's mistake, in words for it."""


class Guestbook(graceful.Handler):
    server_version = f"guestbook/{RELEASE}"

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(url.query)
        routes = {
            "/": self.show_page,
            "/entries": self.show_entries,
            "/healthz": self.show_health,
            "/version": self.show_version,
        }
        self.dispatch(routes.get(url.path), query)

    def do_POST(self):
        routes = {"/entries": self.sign, "/likes": self.like}
        self.dispatch(routes.get(urllib.parse.urlsplit(self.path).path), {})

    def dispatch(self, route, query):
        try:
            if route is None:
                self.answer_json(404, {"error": "there is nothing here"})
            else:
                route(query)
        except BadRequest as error:
            self.answer_json(400, {"error": str(error)})
        except resp.RedisError as error:
            self.log_error("%s", error)
            self.answer_json(503, {"error": "the entries cannot be reached"})

    def answer_json(self, status, value):
        self.answer(status, "application/json", json.dumps(value).encode() + b"\n")

    def show_health(self, _):
        with redis() as connection:
            connection.call("PING")
        self.answer_json(200, {"status": "ok"})

    def show_version(self, _):
        self.answer_json(200, {"version": RELEASE, "instance": INSTANCE})

    def show_entries(self, query):
        limit = query.get("limit", ["100"])[0]
        if not limit.isdecimal():
            raise BadRequest("limit is a number, 0 for all entries")
        self.answer_json(200, {"entries": latest_entries(int(limit))})

    def show_page(self, _):
        page = render_page(latest_entries(50))
        self.answer(200, "text/html; charset=utf-8", page.encode())

    def sign(self, _):
        fields, is_form = self.read_fields()
        name = str(fields.get("name", "")).strip()
        message = str(fields.get("message", "")).strip()
        if not 1 <= len(name) <= MAX_NAME:
            raise BadRequest(f"name has 1 to {MAX_NAME} characters")
        if not 1 <= len(message) <= MAX_MESSAGE:
            raise BadRequest(f"message has 1 to {MAX_MESSAGE} characters")
        entry = add_entry(self.request_id(), name, message)
        if is_form:
            self.see_page()
        else:
            self.answer_json(201, entry)

    def like(self, _):
        fields, is_form = self.read_fields()
        number = str(fields.get("entry", ""))
        if not number.isdecimal() or int(number) < 1:
            raise BadRequest("entry is the number of an entry")
        likes = like_entry(self.request_id(), int(number))
        if likes is None:
            self.answer_json(404, {"error": f"there is no entry {number}"})
        elif is_form:
            self.see_page()
        else:
            self.answer_json(200, {"entry": int(number), "likes": likes})

    def see_page(self):
        self.send_response(303)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def request_id(self):
        """The proxy's id of this request, the same each time that it tries."""
        given = self.headers.get("X-Request-Id", "")
        return given if re.fullmatch(r"[0-9A-Za-z-]{1,64}", given) else uuid.uuid4().hex

    def read_fields(self):
        """The body's fields, and whether a browser's form sent them."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BODY:
            raise BadRequest(f"the body needs a Content-Length of at most {MAX_BODY}")
        body = self.rfile.read(int(length))
        try:
            if self.headers.get_content_type() == "application/json":
                fields = json.loads(body)
                if not isinstance(fields, dict):
                    raise BadRequest("the body is a JSON object")
                return fields, False
            return dict(urllib.parse.parse_qsl(body.decode())), True
        except ValueError as error:
            raise BadRequest(f"the body cannot be read: {error}") from error


def render_entry(entry):
    when = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(entry["at"]))
    return f"""<li><p>{html.escape(entry["message"])}</p>
<form class="like" method="post" action="/likes">
<small>{html.escape(entry["name"])} · {when}</small>
<button name="entry" value="{entry["id"]}">♥ {entry["likes"]}</button></form></li>"""


def render_page(entries):
    written = "\n".join(render_entry(entry) for entry in entries)
    return PAGE.format(
        entries=written or "<li><p>Nobody has written yet.</p></li>",
        release=RELEASE,
        instance=html.escape(INSTANCE),
    )


PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Guestbook</title>
<style>
  :root {{ color-scheme: light dark; --accent: #8a3b6b; }}
  body {{ font: 17px/1.5 system-ui, sans-serif; max-width: 38rem; margin: 3rem auto;
         padding: 0 1rem; }}
  h1 {{ color: var(--accent); letter-spacing: -.02em; }}
  form {{ display: grid; gap: .6rem; margin-bottom: 2rem; }}
  input, textarea, button {{ font: inherit; padding: .5rem .7rem; border-radius: .4rem; }}
  input, textarea {{ border: 1px solid #8886; }}
  button {{ padding: .5rem 1.2rem; border: 0; justify-self: start; background: var(--accent);
           color: #fff; cursor: pointer; }}
  ul {{ list-style: none; padding: 0; }}
  li {{ border-left: 3px solid var(--accent); padding: .1rem 1rem; margin: 1rem 0; }}
  li p {{ margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }}
  form.like {{ display: flex; gap: .8rem; align-items: center; margin: 0; }}
  form.like button {{ padding: .05rem .6rem; font-size: .8rem; }}
  small, footer {{ color: #777; }}
</style>
<h1>Guestbook</h1>
<form method="post" action="/entries">
  <input name="name" placeholder="Your name" required maxlength="80" aria-label="Your name">
  <textarea name="message" rows="3" placeholder="Your message" required maxlength="2000"
            aria-label="Your message"></textarea>
  <button>Sign</button>
</form>
<ul>
{entries}
</ul>
<footer><small>release {release} · answered by {instance}</small></footer>
</html>
"""


def main():
    host, _, port = os.environ["LISTEN"].rpartition(":")
    graceful.Server((host, int(port)), Guestbook).run()


if __name__ == "__main__":
    main()
