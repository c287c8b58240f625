"""How gunicorn serves the site: gunicorn -c python:ipqt.server ipqt.wsgi"""

from ipqt import environment

bind = f"{environment.text('HOST', '127.0.0.1')}:{environment.integer('PORT', 8000)}"
workers = environment.integer("WEB_CONCURRENCY", 1 if environment.flag("DEMO") else 3)
worker_class = "gthread"
threads = environment.integer("THREADS", 4)
preload_app = True
timeout = 30
graceful_timeout = 30
control_socket_disable = True
