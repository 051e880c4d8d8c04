@echo off
rem 演示文件：什么也不做
echo hello
