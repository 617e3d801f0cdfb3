@echo off
rem Starts start.py with Windows' Python launcher, or else with the Python on the path.
set python=python
where py >nul 2>nul && set python=py -3
%python% "%~dp0start.py" %*
if errorlevel 1 pause
